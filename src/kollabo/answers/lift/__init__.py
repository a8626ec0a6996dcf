"""`lift`: what an act gained after a crossing, against matched acts without one."""
