//! What knows the web and the machine, and no word of the domain.
