"""What happens on GitHub: each act changes the state and queues the events that follow from it."""
