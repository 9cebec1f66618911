"""The site's own settings of gunicorn, for an application that is not the site and has none of its views to load."""

from config import gunicorn as site

globals().update({name: value for name, value in vars(site).items() if name != "post_worker_init"})
