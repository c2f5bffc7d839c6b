"""Forms of the plan's pages, a file for each page; they turn text into values and save nothing."""
