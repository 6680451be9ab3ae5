namespace AudioSampler.Analysis.Input;

/// <summary>Finds the files that paths stand for: files as they are, folders with all that is in them.</summary>
/// <remarks>In folders, hidden entries, sidecars of other programs, and files whose first bytes show that they hold no sound are left out.
/// Each file is found once, whatever links lead to it; folders that may not be read are told of and passed over.</remarks>
/// <param name="warn">Takes a line for the user.</param>
public sealed class InputFiles(Action<string> warn)
{
    private static readonly HashSet<string> s_soundExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav",
        ".wave",
        ".bwf",
        ".rf64",
        ".w64",
        ".aif",
        ".aiff",
        ".aifc",
        ".mp3",
        ".mp2",
        ".flac",
        ".m4a",
        ".m4b",
        ".aac",
        ".alac",
        ".caf",
        ".ogg",
        ".oga",
        ".opus",
        ".wma",
        ".wv",
        ".ape",
        ".amr",
        ".au",
        ".snd",
        ".mka",
        ".mp4",
        ".mov",
        ".mkv",
        ".webm",
        ".avi",
        ".wmv",
        ".3gp",
    };

    private static readonly string[] s_sidecars = [".asd", ".reapeaks", ".pkf", ".sfk", ".ais.json"];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Walks the paths in order; entries of a folder in the order of their names.</summary>
    public IEnumerable<InputFile> Find(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            string full = Path.GetFullPath(path);
            if (!Directory.Exists(full))
            {
                if (_seen.Add(Resolve(full)))
                {
                    yield return new InputFile(full, Named: true);
                }

                continue;
            }

            foreach (InputFile file in Walk(full))
            {
                yield return file;
            }
        }
    }

    private IEnumerable<InputFile> Walk(string folder)
    {
        if (!_seen.Add(Resolve(folder)))
        {
            yield break; // A link that leads back to where we have been.
        }

        foreach (FileSystemInfo entry in Entries(folder))
        {
            if (entry.Name.StartsWith('.'))
            {
                continue;
            }

            if (entry is DirectoryInfo)
            {
                foreach (InputFile file in Walk(entry.FullName))
                {
                    yield return file;
                }

                continue;
            }

            bool named = s_soundExtensions.Contains(entry.Extension);
            if (IsSidecar(entry.Name) || (!named && !ContentSniffer.MayBeSound(entry.FullName)))
            {
                continue;
            }

            if (_seen.Add(Resolve(entry.FullName)))
            {
                yield return new InputFile(entry.FullName, named);
            }
        }
    }

    private FileSystemInfo[] Entries(string folder)
    {
        try
        {
            FileSystemInfo[] entries = new DirectoryInfo(folder).GetFileSystemInfos();
            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"{folder} can't be read and is passed over: {exception.Message} Give this user the right to read it.");
            return [];
        }
    }

    private static bool IsSidecar(string name) => s_sidecars.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    private static string Resolve(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path; // A link that leads nowhere or to itself: opening it says so.
        }
    }
}
