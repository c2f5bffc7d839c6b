"""The floor of the house: what any package may lean on; it knows no plan and no association."""
