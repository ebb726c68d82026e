// libyaml: the event reader behind front matter.
#include <yaml.h>
