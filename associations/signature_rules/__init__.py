"""The operator's rules of the simple electronic signature, and who accepted them (63-ФЗ, ст. 9)."""
