using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>How far a file was analysed.</summary>
public enum AnalysisStatus
{
    /// <summary>All of it; analyzers that were skipped with a reason count as done.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>Some analyzer failed, or the file ended before its header said.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Nothing could be decoded, or there is no audio stream.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
