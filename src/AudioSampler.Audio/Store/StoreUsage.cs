using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Store;

/// <summary>What something takes on a disk.</summary>
/// <param name="Files">Number of files.</param>
/// <param name="Bytes">Their lengths together, in bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StoreUsage(long Files, long Bytes)
{
    // Hidden files count too; links lead elsewhere.
    private static readonly EnumerationOptions s_everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Nothing.</summary>
    public static StoreUsage None => default;

    /// <summary>Both together.</summary>
    public static StoreUsage operator +(StoreUsage left, StoreUsage right) => new(left.Files + right.Files, left.Bytes + right.Bytes);

    /// <summary>All files in a folder, to the bottom; nothing when it is not there. Files that go while they are counted are left out.</summary>
    public static StoreUsage Of(string folder)
    {
        StoreUsage sum = None;
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", s_everything))
            {
                sum += Of(file);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // It is not there, or went while we looked.
        }

        return sum;
    }

    /// <summary>One file; nothing when it is not there.</summary>
    public static StoreUsage Of(FileInfo file)
    {
        try
        {
            return new StoreUsage(1, file.Length);
        }
        catch (FileNotFoundException)
        {
            return None;
        }
    }
}
