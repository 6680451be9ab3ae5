using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>Looks at a path before anything is read from it.</summary>
internal static class FileIdentification
{
    private const char ReplacementCharacter = '\uFFFD';

    /// <summary>The identity of a path of which nothing is known.</summary>
    public static FileIdentity Unknown(string path) => new(Path.GetFullPath(path), 0, DateTimeOffset.UnixEpoch);

    /// <summary>Path, size and time of a file.</summary>
    /// <exception cref="AnalysisException">There is no such file, it is empty, or its name isn't UTF-8.</exception>
    public static FileIdentity Of(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        if (!file.Exists)
        {
            throw Problem(file);
        }

        return file.Length == 0
            ? throw new AnalysisException(AnalysisErrorCode.EmptyFile, $"{file.FullName} is empty: record or copy it again")
            : new FileIdentity(file.FullName, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
    }

    private static AnalysisException Problem(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            return new AnalysisException(AnalysisErrorCode.NotFound, $"{file.FullName} is a folder, not a file");
        }

        // .NET reads bytes of a name that aren't UTF-8 as this character, and can't open such a file under any name.
        return file.FullName.Contains(ReplacementCharacter, StringComparison.Ordinal)
            ? new AnalysisException(
                AnalysisErrorCode.InvalidName,
                $"the name of {file.FullName} is not valid UTF-8 and can't be opened: rename the file (convmv -f latin1 -t utf8 --notest)"
            )
            : new AnalysisException(
                AnalysisErrorCode.NotFound,
                $"{file.FullName} does not exist or can't be reached: check the path and the rights of its folders"
            );
    }
}
