"""The engines that can run the build's steps, all behind one interface."""
