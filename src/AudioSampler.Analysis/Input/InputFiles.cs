using AudioSampler.Audio;

namespace AudioSampler.Analysis.Input;

/// <summary>Finds the files that paths stand for: files as they are, folders with all that is in them.</summary>
/// <remarks>In folders, hidden entries, sidecars of other programs, and files whose first bytes show that they hold no sound are left out.
/// Each folder and each file is found once, whatever links lead to it, under the path that led to it first. Folders that may not be read are
/// told of and passed over; a folder that the user named, or whose name is no text, is found as a file is: opening it says what is wrong.</remarks>
/// <param name="warn">Takes a line for the user.</param>
/// <param name="admits">Whether a file or folder may be looked at, by the path that led to it and by its path without links; null for all.</param>
public sealed class InputFiles(Action<string> warn, Func<string, string, bool>? admits = null)
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

    private const char NotText = '\uFFFD'; // what stands in a name in place of bytes that are no UTF-8

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Walks the paths in order; entries of a folder in the order of their names.</summary>
    public IEnumerable<InputFile> Find(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            string full = Path.GetFullPath(path);
            string real = Resolve(full);
            foreach (InputFile file in Directory.Exists(full) ? Walk(full, real, named: true) : Take(full, real, named: true))
            {
                yield return file;
            }
        }
    }

    private IEnumerable<InputFile> Walk(string folder, string realFolder, bool named)
    {
        if (!IsNew(folder, realFolder))
        {
            yield break; // A link that leads back to where we have been, or out of what may be seen.
        }

        if (Entries(folder, named) is not { } entries)
        {
            yield return new InputFile(folder, Named: true) { RealPath = realFolder };
            yield break;
        }

        foreach (FileSystemInfo entry in entries.Where(e => !e.Name.StartsWith('.')))
        {
            string real = entry.LinkTarget is null ? Path.Combine(realFolder, entry.Name) : Resolve(entry.FullName);
            foreach (InputFile file in entry is DirectoryInfo ? Walk(entry.FullName, real, named: false) : Look(entry, real))
            {
                yield return file;
            }
        }
    }

    /// <summary>Whether a file says by its name that it holds sound, and is neither hidden nor a sidecar.</summary>
    public static bool IsNamedAsSound(FileInfo file) =>
        !file.Name.StartsWith('.') && !IsSidecar(file.Name) && s_soundExtensions.Contains(file.Extension);

    private IEnumerable<InputFile> Look(FileSystemInfo entry, string real)
    {
        bool named = s_soundExtensions.Contains(entry.Extension);
        return IsSidecar(entry.Name) || (!named && !ContentSniffer.MayBeSound(entry.FullName)) ? [] : Take(entry.FullName, real, named);
    }

    private IEnumerable<InputFile> Take(string path, string real, bool named) =>
        IsNew(path, real) ? [new InputFile(path, named) { RealPath = real }] : [];

    private bool IsNew(string path, string real) => _seen.Add(real) && admits?.Invoke(path, real) != false;

    /// <summary>The entries in the order of their names; null when the folder can't be read and that is worth a failure.</summary>
    private FileSystemInfo[]? Entries(string folder, bool named)
    {
        try
        {
            FileSystemInfo[] entries = new DirectoryInfo(folder).GetFileSystemInfos();
            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (named || folder.Contains(NotText, StringComparison.Ordinal))
            {
                return null;
            }

            warn(
                $"{ShownPath.Of(folder)} can't be read and is passed over: {ShownPath.Line(exception.Message)} Give this user the right to read it."
            );
            return [];
        }
    }

    private static bool IsSidecar(string name) => s_sidecars.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    private static string Resolve(string path)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (IOException)
        {
            return path; // A link that leads nowhere or to itself: opening it says so.
        }
    }
}
