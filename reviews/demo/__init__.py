"""The demo: twenty invented members, what they wrote, and whose words they liked."""
