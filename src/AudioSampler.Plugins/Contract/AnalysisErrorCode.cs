using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Contract;

/// <summary>Why something was not analysed. Written in snake_case (<c>decode_failed</c>); the texts of <c>docs/errors.md</c> follow these names.</summary>
public enum AnalysisErrorCode
{
    /// <summary>No file stands at the path.</summary>
    /// <remarks>Check the path; when a drive is not mounted, mount it. Nothing is removed from the catalogue because a file is away.</remarks>
    [JsonStringEnumMemberName("not_found")]
    NotFound,

    /// <summary>The file or folder may not be read by this user.</summary>
    /// <remarks>Give your user the right to read it (<c>ls -l</c> shows who may), or run as one who may.</remarks>
    [JsonStringEnumMemberName("access_denied")]
    AccessDenied,

    /// <summary>The file has no bytes.</summary>
    /// <remarks>Copy or record the file again.</remarks>
    [JsonStringEnumMemberName("empty_file")]
    EmptyFile,

    /// <summary>The name of the file can't be written as UTF-8 text.</summary>
    /// <remarks>Rename the file.</remarks>
    [JsonStringEnumMemberName("invalid_name")]
    InvalidName,

    /// <summary>The content is of no format that FFmpeg knows, or of one that is not allowed.</summary>
    /// <remarks>Check with <c>ffprobe FILE</c>; convert the file to one that FFmpeg reads, or use an FFmpeg with that decoder (<c>AIS_FFMPEG</c>).</remarks>
    [JsonStringEnumMemberName("unknown_format")]
    UnknownFormat,

    /// <summary>The file has no audio stream.</summary>
    /// <remarks>None is needed for a picture or a silent video; else choose the file that holds the sound.</remarks>
    [JsonStringEnumMemberName("no_audio")]
    NoAudio,

    /// <summary>There is an audio stream, but nothing of it could be decoded.</summary>
    /// <remarks>Check with <c>ffmpeg -i FILE -f null -</c>; copy or export the file again.</remarks>
    [JsonStringEnumMemberName("decode_failed")]
    DecodeFailed,

    /// <summary>FFmpeg is missing or can't be started.</summary>
    /// <remarks>Install FFmpeg by your system's package manager, or set <c>AIS_FFMPEG</c> to its path. <c>ais doctor</c> shows what was found.</remarks>
    [JsonStringEnumMemberName("ffmpeg_missing")]
    FfmpegMissing,

    /// <summary>There is no room for the temporary store or the catalogue.</summary>
    /// <remarks>Free some space, or move the temporary folder (<c>TMPDIR</c>) or the data folder (<c>--data</c>) to a larger disk, or let less stay free (<c>--disk-reserve</c>); then run the same command again.</remarks>
    [JsonStringEnumMemberName("disk_full")]
    DiskFull,

    /// <summary>An analyzer threw: a bug in it.</summary>
    /// <remarks>Report it with the file, if you may share it; all other results of the region stand.</remarks>
    [JsonStringEnumMemberName("analyzer_failed")]
    AnalyzerFailed,

    /// <summary>An analyzer took longer than its limit.</summary>
    /// <remarks>Run it again on a less busy machine; report it when it stays.</remarks>
    [JsonStringEnumMemberName("timed_out")]
    TimedOut,

    /// <summary>An analyzer returned something that is not a valid result, such as NaN.</summary>
    /// <remarks>Report it to the author of the analyzer; all other results of the region stand.</remarks>
    [JsonStringEnumMemberName("invalid_result")]
    InvalidResult,

    /// <summary>The worker process died while an analyzer was at work: a fault in native code, an overflow of the stack, or an exit that nobody asked for.</summary>
    /// <remarks>All other results stand. Update or remove the plugin that the message names; report it when it is one of this program.</remarks>
    [JsonStringEnumMemberName("worker_crashed")]
    WorkerCrashed,

    /// <summary>An analyzer used more memory than it may.</summary>
    /// <remarks>All other results stand. Give the workers more with <c>--memory MB</c>, or report it with the length of the file.</remarks>
    [JsonStringEnumMemberName("out_of_memory")]
    OutOfMemory,

    /// <summary>An analyzer failed on several files in a row and is not run until the next start.</summary>
    /// <remarks><c>ais doctor</c> names it. Update or remove its plugin, then start again: the files that lack its result are analysed then.</remarks>
    [JsonStringEnumMemberName("set_aside")]
    SetAside,

    /// <summary>A plugin can't be loaded, or does not keep to what it declares.</summary>
    /// <remarks>The message says what is wrong; <c>ais doctor</c> lists all plugins. Mend it, or remove its folder.</remarks>
    [JsonStringEnumMemberName("plugin_broken")]
    PluginBroken,

    /// <summary>A bridge lacks its program or one of its packages.</summary>
    /// <remarks>The message names what is missing and how to install it; everything else works without. Or remove the folder of the plugin.</remarks>
    [JsonStringEnumMemberName("bridge_missing")]
    BridgeMissing,

    /// <summary>A model, or the library that runs it, is missing or can't be used.</summary>
    /// <remarks>The message says which and how to get it; <c>ais models list</c> shows all, <c>ais doctor</c> the library. What needs none goes on without.</remarks>
    [JsonStringEnumMemberName("model_missing")]
    ModelMissing,

    /// <summary>The region is shorter than what the analyzer needs.</summary>
    /// <remarks>None: there is not enough sound to say anything about. The message names the length that is needed.</remarks>
    [JsonStringEnumMemberName("too_short")]
    TooShort,

    /// <summary>The region has no sound to analyse.</summary>
    /// <remarks>None: there is nothing to analyse.</remarks>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>The sound is of a kind in which there is nothing for the analyzer to find.</summary>
    /// <remarks>None: the message names the kind.</remarks>
    [JsonStringEnumMemberName("not_applicable")]
    NotApplicable,

    /// <summary>The result takes long and is only made when it is asked for.</summary>
    /// <remarks>Ask for it: the message names the command.</remarks>
    [JsonStringEnumMemberName("on_demand")]
    OnDemand,

    /// <summary>A result that the analyzer can't do without is missing.</summary>
    /// <remarks>See why that other result is missing: its own error says so.</remarks>
    [JsonStringEnumMemberName("input_missing")]
    InputMissing,

    /// <summary>The user cancelled.</summary>
    /// <remarks>Run the same command again: it goes on with what is not done.</remarks>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The file ended, or its damage began, before the length that its header states.</summary>
    /// <remarks>None if the recording broke off; else copy the file again. What could be read has been analysed.</remarks>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>The header contradicts the audio that was decoded.</summary>
    /// <remarks>None: the audio that was decoded counts. Save the file anew to mend its header.</remarks>
    [JsonStringEnumMemberName("wrong_header")]
    WrongHeader,

    /// <summary>Samples that are not numbers were read as 0.</summary>
    /// <remarks>None; export the file again from its source if those places matter.</remarks>
    [JsonStringEnumMemberName("nan_samples")]
    NanSamples,

    /// <summary>The two channels are each other's opposite, so that a mono mix would be silent; their difference was analysed.</summary>
    /// <remarks>Turn the phase of one channel over in an editor: on a mono loudspeaker the file is silent.</remarks>
    [JsonStringEnumMemberName("opposite_channels")]
    OppositeChannels,

    /// <summary>The file was written to while it was analysed.</summary>
    /// <remarks>Run the same command again when the recording or copying is done.</remarks>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>The catalogue can't be read or written.</summary>
    /// <remarks><c>ais doctor</c> names the database and its fault; a backup made before the last migration lies beside it.</remarks>
    [JsonStringEnumMemberName("catalogue_failed")]
    CatalogueFailed,

    /// <summary>Any other failure: a bug in this program.</summary>
    /// <remarks>Report it with the message and the output of <c>ais doctor</c>.</remarks>
    [JsonStringEnumMemberName("internal_error")]
    InternalError,
}
