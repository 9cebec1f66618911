"""The instrument: serves the site as production does, loads it, and says what a page costs. No part of the product."""
