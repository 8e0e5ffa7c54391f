"""How YAML is read: the safe subset, in C where that was built, which takes an eighth of the time."""

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
