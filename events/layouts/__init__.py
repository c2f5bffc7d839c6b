"""Forms (layouts) of plans, their versions, and the editor in the browser."""
