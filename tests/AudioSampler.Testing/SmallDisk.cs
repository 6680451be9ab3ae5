using System.Diagnostics;

namespace AudioSampler.Testing;

/// <summary>A small file system in memory, mounted in a name space of its own, reached through <c>/proc</c>. Skips the test, saying so, where
/// mounting is not allowed.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Process holder;

    /// <param name="sizeBytes">Room for what is in its files.</param>
    /// <param name="files">How many files and folders it takes, itself among them; null for any number.</param>
    public SmallDisk(int sizeBytes, int? files = null)
    {
        var start = new ProcessStartInfo("unshare")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string script = $"mount -t tmpfs -o size={sizeBytes},nr_inodes={files ?? 0},mode=755 none \"$1\" && echo mounted && exec sleep 300";
        foreach (string argument in (string[])["--mount", "sh", "-c", script, "sh", folder.Path])
        {
            start.ArgumentList.Add(argument);
        }

        holder = Process.Start(start)!;
        if (holder.StandardOutput.ReadLine() != "mounted")
        {
            string why = holder.StandardError.ReadToEnd();
            Dispose();
            Assert.Skip($"a file system can't be mounted here: {why}");
        }
    }

    /// <summary>Path of the file system.</summary>
    public string Path => $"/proc/{holder.Id}/root{folder.Path}";

    public void Dispose()
    {
        holder.Kill();
        holder.WaitForExit();
        holder.Dispose();
        folder.Dispose();
    }
}
