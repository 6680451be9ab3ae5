namespace AudioSampler.Audio;

/// <summary>What can be wrong with a recording or with reading it. The names are those of the error codes of the results, one to one.</summary>
public enum AudioFault
{
    /// <summary>No file stands at the path.</summary>
    NotFound,

    /// <summary>The file or folder may not be read by this user.</summary>
    AccessDenied,

    /// <summary>The file has no bytes.</summary>
    EmptyFile,

    /// <summary>The name of the file can't be written as UTF-8 text.</summary>
    InvalidName,

    /// <summary>The content is of no format that FFmpeg knows, or of one that is not allowed.</summary>
    UnknownFormat,

    /// <summary>The file has no audio stream.</summary>
    NoAudio,

    /// <summary>There is an audio stream, but nothing of it could be decoded. As a warning: parts of it could not.</summary>
    DecodeFailed,

    /// <summary>FFmpeg is missing or can't be started.</summary>
    FfmpegMissing,

    /// <summary>There is no room for the temporary store.</summary>
    DiskFull,

    /// <summary>A warning: the file ended, or its damage began, before the length that its header states.</summary>
    Truncated,

    /// <summary>A warning: the header contradicts the audio that was decoded.</summary>
    WrongHeader,

    /// <summary>A warning: samples that are not numbers were read as 0.</summary>
    NanSamples,

    /// <summary>A warning: the two channels are each other's opposite, so that their difference was analysed.</summary>
    OppositeChannels,
}
