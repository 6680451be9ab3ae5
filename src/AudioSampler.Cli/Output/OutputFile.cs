using AudioSampler.Audio;

namespace AudioSampler.Cli.Output;

/// <summary>Files that a command is told to write.</summary>
internal static class OutputFile
{
    /// <summary>Opens a file for writing; what was in it is gone.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static FileStream Create(FileInfo output)
    {
        try
        {
            return output.Create();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    /// <summary>Why a file can't be written, and what to do, in one line.</summary>
    public static string Refusal(FileInfo output, IOException exception)
    {
        string reason =
            Directory.Exists(output.FullName) ? "it is a folder"
            : !Directory.Exists(output.DirectoryName) ? "its folder is missing"
            : ShownPath.Line(exception.Message).TrimEnd('.');
        return $"{ShownPath.Of(output.FullName)} can't be written ({reason}): name a file in a folder that is there, has room and may be written";
    }
}
