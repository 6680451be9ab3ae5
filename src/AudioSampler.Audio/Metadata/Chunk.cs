namespace AudioSampler.Audio.Metadata;

/// <summary>One chunk of a file: where its content is.</summary>
/// <param name="Id">Four characters.</param>
/// <param name="Offset">First byte of the content.</param>
/// <param name="StatedBytes">Size by its header.</param>
/// <param name="AvailableBytes">Size within the file; smaller when the file is cut off.</param>
internal readonly record struct Chunk(string Id, long Offset, long StatedBytes, long AvailableBytes);
