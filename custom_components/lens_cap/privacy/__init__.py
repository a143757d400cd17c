"""What people, automations and voice may ask for: closing (anybody), opening (the table)."""
