namespace AudioSampler.Inference.Store;

/// <summary>A published model that can be pulled or imported by its name.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="FileName">Name of its file, by which it is known in other folders.</param>
/// <param name="Source">Where its publisher keeps it.</param>
/// <param name="Publisher">Who made it.</param>
/// <param name="Licence">Licence of code and weights.</param>
/// <param name="Megabytes">Size of the download, in MB.</param>
/// <param name="Sha256">Hash of the file; null where the publisher's was not to be had.</param>
public sealed record KnownModel(
    string Name,
    string FileName,
    Uri Source,
    string Publisher,
    string Licence,
    double Megabytes,
    string? Sha256
);
