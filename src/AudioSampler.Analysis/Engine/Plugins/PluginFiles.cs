using System.Diagnostics.CodeAnalysis;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Files in the folder of a plugin: what a plugin names has to be there, whatever links lead to it.</summary>
internal static class PluginFiles
{
    /// <summary>The largest <c>plugin.json</c> or schema, in bytes.</summary>
    public const int LargestText = 1 << 20;

    private const int MostLinks = 40;

    /// <summary>Finds a file that a plugin names.</summary>
    /// <param name="folder">Folder of the plugin; it may itself be a link.</param>
    /// <param name="name">Path of the file in it.</param>
    /// <param name="path">Absolute path of the file, without links; null when it may not be used.</param>
    /// <returns>Why it may not be used; null when it may.</returns>
    public static string? FaultOf(string folder, string name, out string? path)
    {
        path = null;
        try
        {
            if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(name))
            {
                return $"'{name}' is no path of a file in the folder of the plugin";
            }

            string inside = Real(folder, MostLinks);
            string real = Real(Path.Combine(folder, name), MostLinks);
            if (!real.StartsWith(inside + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                return $"'{name}' leads out of the folder of the plugin: put the file into the folder";
            }

            if (!File.Exists(real))
            {
                return $"'{name}' is not in its folder: put it there, or install the plugin anew";
            }

            path = real;
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"'{name}' can't be reached: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }

    /// <summary>Reads a text of a plugin.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its content; null when it can't be read.</param>
    /// <returns>Why it can't be read; null when it can.</returns>
    [SuppressMessage("Design", "CA1021", Justification = "The reason is the result; the content comes beside it.")]
    public static string? Read(string path, out byte[]? bytes)
    {
        bytes = null;
        string name = Path.GetFileName(path);
        try
        {
            // A pipe or a device has no length: it is not even opened, because that may block.
            long length = new FileInfo(path).Length;
            if (length is 0 or > LargestText)
            {
                return length == 0 ? $"{name} is empty" : $"{name} has {length} bytes, more than the {LargestText} that it may have";
            }

            bytes = File.ReadAllBytes(path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{name} can't be read: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }

    /// <summary>The path with all links followed, those of its folders too.</summary>
    private static string Real(string path, int linksLeft)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        foreach (string part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            var entry = new FileInfo(real);
            if (entry.LinkTarget is { } target)
            {
                real =
                    linksLeft > 0
                        ? Real(Path.Combine(Path.GetDirectoryName(real)!, target), linksLeft - 1)
                        : throw new IOException("too many links");
            }
        }

        return real;
    }
}
