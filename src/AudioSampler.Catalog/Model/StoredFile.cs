using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Model;

/// <summary>What is stored of a path at which a file was found, whether it is shown or was removed.</summary>
public abstract class StoredFile
{
    /// <summary>Number, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>Absolute path; unique.</summary>
    public required string Path { get; set; }

    /// <summary>Name without folders.</summary>
    public required string Name { get; set; }

    /// <summary>The name parted into words for search: <c>KickLoop120bpm.wav</c> gives <c>Kick Loop 120 bpm wav</c>.</summary>
    public required string Words { get; set; }

    /// <summary>Absolute path of the folder.</summary>
    public required string Folder { get; set; }

    /// <summary>Size of the file, in bytes.</summary>
    public long SizeBytes { get; set; }

    /// <summary>Time of the last change, in UTC ticks (100 ns).</summary>
    public long ModifiedTicks { get; set; }

    /// <summary><c>sha256:</c> of the file's bytes; null while it is not known.</summary>
    public string? ContentHash { get; set; }

    /// <summary>The audio in the file; null when it could never be decoded.</summary>
    public long? AudioId { get; set; }

    /// <summary>Container, such as <c>wav</c>; null when it could not be probed.</summary>
    public string? Format { get; set; }

    /// <summary>Codec, such as <c>pcm_s16le</c>; null when it could not be probed.</summary>
    public string? Codec { get; set; }

    /// <summary>Samples per second; null when it could not be probed.</summary>
    public int? SampleRate { get; set; }

    /// <summary>Number of channels; null when it could not be probed.</summary>
    public int? Channels { get; set; }

    /// <summary>Duration, in seconds; null when it could not be probed.</summary>
    public double? DurationS { get; set; }

    /// <summary>When it was recorded, as ISO 8601; null when the metadata don't say.</summary>
    public string? RecordedAt { get; set; }

    /// <summary>The <see cref="FileFacts"/> of this copy, as JSON; null when it could not be probed.</summary>
    public string? Facts { get; set; }

    /// <summary>The document's warnings on this copy, as JSON.</summary>
    public string Warnings { get; set; } = "[]";

    /// <summary>How far the file was analysed: complete, partial, failed.</summary>
    public required string Status { get; set; }

    /// <summary>The whole document of a failed analysis, as JSON; null when the last analysis did not fail.</summary>
    public string? Failure { get; set; }

    /// <summary>When the path was first seen, in UTC ticks.</summary>
    public long AddedTicks { get; set; }

    /// <summary>Whether there was no file at the path when it was last looked for.</summary>
    public bool Missing { get; set; }
}
