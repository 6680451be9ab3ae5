using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>Looks at a file before anything is read from it.</summary>
internal static class FileIdentification
{
    /// <summary>The identity of a path of which nothing is known.</summary>
    public static FileIdentity Unknown(string path) => new(path.Length == 0 ? path : Path.GetFullPath(path), 0, DateTimeOffset.UnixEpoch);

    /// <summary>Path, size and time of a file that can be read.</summary>
    /// <exception cref="Audio.AudioSamplerException">There is no such file, it is empty, may not be read, or its name isn't text.</exception>
    public static FileIdentity Of(string path)
    {
        using var file = InputFile.Open(path);
        return new FileIdentity(file.Path, file.SizeBytes, new DateTimeOffset(File.GetLastWriteTimeUtc(file.Handle)));
    }

    /// <summary>A warning when a file is not what it was when it was looked at; null when nothing changed. One that is away was whole when it was read.</summary>
    public static AnalysisError? Changed(FileIdentity before)
    {
        var now = new FileInfo(before.Path);
        now = now.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? now;
        return !now.Exists || (now.Length == before.SizeBytes && new DateTimeOffset(now.LastWriteTimeUtc) == before.ModifiedUtc)
            ? null
            : new AnalysisError(
                AnalysisErrorCode.Changed,
                $"the file was written to while it was analysed ({before.SizeBytes} bytes, then {now.Length}): analyse it again when it is whole"
            );
    }
}
