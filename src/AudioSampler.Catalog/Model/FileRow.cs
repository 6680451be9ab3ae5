namespace AudioSampler.Catalog.Model;

/// <summary>A path at which a file was found. Several paths may hold the same audio, and then share its results.</summary>
public sealed class FileRow : StoredFile;
