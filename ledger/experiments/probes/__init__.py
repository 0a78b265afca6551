"""What the experiments do to MLX; the scripts judge and report it."""
