//! Text: outside text made safe, and read, wrapped, compared.
