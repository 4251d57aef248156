package badgerstore

// FormatVersion is the version of the format on disk that this program reads and writes.
const FormatVersion = formatVersion
