"""What any package may import; it knows no plan and no association."""
