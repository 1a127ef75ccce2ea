"""Training of Claynet, our own picture-to-solid network; never imported by the product."""
