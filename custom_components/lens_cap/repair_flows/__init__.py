"""What happens when somebody opens one of our repair issues."""
