namespace AudioSampler.Catalog.Model;

/// <summary>Audio, whatever files hold it. It owns the results, so that a retagged, moved or copied file keeps them.</summary>
public sealed class AudioRow
{
    /// <summary>Number, never used twice.</summary>
    public long Id { get; set; }

    /// <summary><c>sha256:</c> of the decoded samples; unique.</summary>
    public required string AudioHash { get; set; }

    /// <summary>The generation that is current; null before the first is complete.</summary>
    public long? GenerationId { get; set; }
}
