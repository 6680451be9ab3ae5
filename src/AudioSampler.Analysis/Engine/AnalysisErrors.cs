using AudioSampler.Audio;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>Maps what other parts throw to errors with a code: the one place where that is done.</summary>
internal static class AnalysisErrors
{
    /// <summary>The error of an exception met while a file was analysed.</summary>
    public static AnalysisError Of(Exception exception, string path) =>
        exception switch
        {
            AudioSamplerException expected => new AnalysisError(CodeOf(expected.Fault), Naming(path, expected.Message)),
            StoreException expected => expected.Error with { Message = Naming(path, expected.Message) },
            WorkerException expected => new AnalysisError(AnalysisErrorCode.InternalError, Naming(path, expected.Message)),
            IOException full when FullDisk.Caused(full) => new AnalysisError(
                AnalysisErrorCode.DiskFull,
                $"no room left while {ShownPath.Of(path)} was analysed: free some space in the temporary folder and the data folder"
            ),
            UnauthorizedAccessException denied => new AnalysisError(
                AnalysisErrorCode.AccessDenied,
                $"{ShownPath.Of(path)} can't be read: {OneLine(denied)} Give this user the right to read it"
            ),
            _ => new AnalysisError(
                AnalysisErrorCode.InternalError,
                $"{ShownPath.Of(path)} could not be analysed: {exception.GetType().Name}: {OneLine(exception)}; please report it"
            ),
        };

    /// <summary>Whether a file failed because it holds no sound, not because something went wrong with one.</summary>
    public static bool IsNoSound(AnalysisError error) => error.Code is AnalysisErrorCode.UnknownFormat or AnalysisErrorCode.NoAudio;

    /// <summary>A code of the decoder as a code of the document; both enums have the same names.</summary>
    public static AnalysisErrorCode CodeOf(AudioFault fault) => Enum.Parse<AnalysisErrorCode>(fault.ToString());

    /// <summary>A message that names the file, also where what failed is a folder that it needed.</summary>
    private static string Naming(string path, string message) =>
        message.Contains(ShownPath.Of(path), StringComparison.Ordinal)
        || message.Contains(ShownPath.Of(Path.GetFileName(path)), StringComparison.Ordinal)
            ? message
            : $"{ShownPath.Of(path)}: {message}";

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ");
}
