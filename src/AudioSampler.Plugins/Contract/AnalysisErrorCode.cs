using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Contract;

/// <summary>Why something was not analysed. Written in snake_case (<c>decode_failed</c>); the texts of <c>docs/errors.md</c> follow these names.</summary>
public enum AnalysisErrorCode
{
    /// <summary>No file stands at the path.</summary>
    [JsonStringEnumMemberName("not_found")]
    NotFound,

    /// <summary>The file or folder may not be read by this user.</summary>
    [JsonStringEnumMemberName("access_denied")]
    AccessDenied,

    /// <summary>The file has no bytes.</summary>
    [JsonStringEnumMemberName("empty_file")]
    EmptyFile,

    /// <summary>The name of the file can't be written as UTF-8 text.</summary>
    [JsonStringEnumMemberName("invalid_name")]
    InvalidName,

    /// <summary>The content is of no format that FFmpeg knows, or of one that is not allowed.</summary>
    [JsonStringEnumMemberName("unknown_format")]
    UnknownFormat,

    /// <summary>The file has no audio stream.</summary>
    [JsonStringEnumMemberName("no_audio")]
    NoAudio,

    /// <summary>There is an audio stream, but nothing of it could be decoded.</summary>
    [JsonStringEnumMemberName("decode_failed")]
    DecodeFailed,

    /// <summary>FFmpeg is missing or can't be started.</summary>
    [JsonStringEnumMemberName("ffmpeg_missing")]
    FfmpegMissing,

    /// <summary>There is no room for the temporary store or the catalogue.</summary>
    [JsonStringEnumMemberName("disk_full")]
    DiskFull,

    /// <summary>An analyzer threw: a bug in it.</summary>
    [JsonStringEnumMemberName("analyzer_failed")]
    AnalyzerFailed,

    /// <summary>An analyzer took longer than its limit.</summary>
    [JsonStringEnumMemberName("timed_out")]
    TimedOut,

    /// <summary>An analyzer returned something that is not a valid result, such as NaN.</summary>
    [JsonStringEnumMemberName("invalid_result")]
    InvalidResult,

    /// <summary>The region is shorter than what the analyzer needs.</summary>
    [JsonStringEnumMemberName("too_short")]
    TooShort,

    /// <summary>The region has no sound to analyse.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>A result that the analyzer can't do without is missing.</summary>
    [JsonStringEnumMemberName("input_missing")]
    InputMissing,

    /// <summary>The user cancelled.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The file ended, or its damage began, before the length that its header states.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>The header contradicts the audio that was decoded.</summary>
    [JsonStringEnumMemberName("wrong_header")]
    WrongHeader,

    /// <summary>Samples that are not numbers were read as 0.</summary>
    [JsonStringEnumMemberName("nan_samples")]
    NanSamples,

    /// <summary>The catalogue can't be read or written.</summary>
    [JsonStringEnumMemberName("catalogue_failed")]
    CatalogueFailed,

    /// <summary>Any other failure: a bug in this program.</summary>
    [JsonStringEnumMemberName("internal_error")]
    InternalError,
}
