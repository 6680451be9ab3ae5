using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>A file that is there, may be read and has bytes: held open while it is probed and decoded.</summary>
public sealed class InputFile : IDisposable
{
    private InputFile(string path, SafeFileHandle handle, long sizeBytes)
    {
        Path = path;
        Handle = handle;
        SizeBytes = sizeBytes;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>The open file, for reading at any offset.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Its size when it was opened, in bytes; above 0.</summary>
    public long SizeBytes { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="AudioAccessException">It is missing, a folder, may not be read, or its name is not valid text.</exception>
    /// <exception cref="AudioContentException">It is empty.</exception>
    /// <exception cref="AudioFormatException">It is no regular file.</exception>
    public static InputFile Open(string path)
    {
        string shown = ShownPath.Of(path);
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || !IsText(path))
        {
            throw new AudioAccessException(AudioFault.InvalidName, $"{shown}: this is no valid file name; rename the file");
        }

        try
        {
            string full = System.IO.Path.GetFullPath(path);
            FileInfo? file = BehindLinks(new FileInfo(full));
            if (file is null)
            {
                throw new AudioAccessException(
                    AudioFault.NotFound,
                    $"{shown}: this symbolic link leads to no file (its target is missing, or links go round in a circle); repair the link"
                );
            }

            if (!file.Exists)
            {
                throw Missing(shown, path, file);
            }

            // Looked at before it is opened: pipes and devices have no length, and opening a pipe would wait for its writer.
            if (file.Length == 0)
            {
                if (FileKind.IsSpecial(full))
                {
                    throw new AudioFormatException(
                        AudioFault.UnknownFormat,
                        $"{shown}: not a regular file but a pipe, a socket or a device; write its sound to a file first"
                    );
                }

                throw new AudioContentException(AudioFault.EmptyFile, $"{shown}: the file is empty; copy or record it again");
            }

            SafeFileHandle handle = File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new InputFile(full, handle, RandomAccess.GetLength(handle));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new AudioAccessException(
                AudioFault.AccessDenied,
                $"{shown}: this user may not read it; give the right to read the file and to enter its folders",
                error
            );
        }
        catch (FileNotFoundException error)
        {
            throw new AudioAccessException(AudioFault.NotFound, $"{shown}: it vanished while it was opened; check the path", error);
        }
        catch (PathTooLongException error)
        {
            throw new AudioAccessException(AudioFault.InvalidName, $"{shown}: the path is too long; shorten it", error);
        }
        catch (IOException error)
        {
            throw new AudioAccessException(AudioFault.AccessDenied, $"{shown}: it can't be read ({error.Message}); check the disk", error);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => Handle.Dispose();

    // The file that a chain of links leads to, or the file itself; null when they lead to none.
    private static FileInfo? BehindLinks(FileInfo file)
    {
        if (file.LinkTarget is null)
        {
            return file;
        }

        try
        {
            var target = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true);
            return target is null || !(target.Exists || Directory.Exists(target.FullName)) ? null : target;
        }
        catch (IOException)
        {
            return null; // the links go round in a circle
        }
    }

    private static AudioAccessException Missing(string shown, string path, FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            return IsClosed(file.FullName)
                ? new AudioAccessException(
                    AudioFault.AccessDenied,
                    $"{shown}: this user may not look into the folder; give the right to read and enter it"
                )
                : new AudioAccessException(AudioFault.NotFound, $"{shown}: this is a folder, not a file; name the files in it");
        }

        // What the system could not read as text arrives with replacement characters, and no file has that name.
        if (path.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return new AudioAccessException(AudioFault.InvalidName, $"{shown}: the name has bytes that are not UTF-8; rename it");
        }

        return ClosedFolder(file) is { } folder
            ? new AudioAccessException(
                AudioFault.AccessDenied,
                $"{shown}: this user may not look into {ShownPath.Of(folder)}; give the right to enter the folder"
            )
            : new AudioAccessException(AudioFault.NotFound, $"{shown}: there is no such file; check the path");
    }

    private static bool IsClosed(string folder)
    {
        try
        {
            using IEnumerator<string> entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            entries.MoveNext();
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    // The nearest folder above that exists but can't be entered; null when all can.
    private static string? ClosedFolder(FileInfo file)
    {
        for (DirectoryInfo? folder = file.Directory; folder is not null; folder = folder.Parent)
        {
            if (!folder.Exists)
            {
                continue;
            }

            try
            {
                _ = File.GetAttributes(System.IO.Path.Combine(folder.FullName, Guid.NewGuid().ToString()));
            }
            catch (UnauthorizedAccessException)
            {
                return folder.FullName;
            }
            catch (IOException)
            {
                return null; // there is no such file in it, and we were told so: it can be entered
            }
        }

        return null;
    }

    private static bool IsText(string path)
    {
        try
        {
            _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetByteCount(path);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
