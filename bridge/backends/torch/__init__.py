"""PyTorch: the definitions as differentiable code, for any dtype, device and transform."""
