"""A believable world of any size for measuring: drawn from a seed, written by COPY, counted by the rules of the site."""
