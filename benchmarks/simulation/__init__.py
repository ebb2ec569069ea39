"""A fleet of tasks that a real Prometheus scrapes: one process serves what so many sidecars would."""
