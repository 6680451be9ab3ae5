using System.Diagnostics;
using System.Globalization;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Memory that a process holds.</summary>
internal static class ProcessMemory
{
    // Of a program that starts others without end no more are counted; it is over its limit long before.
    private const int MostChildren = 1000;

    /// <summary>Resident memory, in bytes; 0 when the process has ended.</summary>
    public static long ResidentBytes(Process process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                process.Refresh();
                return process.WorkingSet64;
            }

            return ResidentBytes(process.Id);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or FormatException or ArgumentException)
        {
            return 0; // It ended between two looks.
        }
    }

    /// <summary>Resident memory of a process and of all that it has started, in bytes; 0 when it has ended. Elsewhere than on Linux it is that of the process alone.</summary>
    public static long ResidentBytesWithChildren(Process process)
    {
        long bytes = ResidentBytes(process);
        return bytes == 0 || !OperatingSystem.IsLinux() ? bytes : bytes + ChildrenOf(process).Sum(ResidentBytesOrNone);
    }

    private static List<int> ChildrenOf(Process process)
    {
        var found = new List<int>();
        Add(process.Id);
        for (int i = 0; i < found.Count && found.Count < MostChildren; i++)
        {
            Add(found[i]);
        }

        return found;

        void Add(int parent)
        {
            try
            {
                // The kernel lists them by the thread that started them.
                foreach (string thread in Directory.EnumerateDirectories($"/proc/{parent}/task"))
                {
                    foreach (string child in File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        found.Add(int.Parse(child, CultureInfo.InvariantCulture));
                    }
                }
            }
            catch (IOException)
            {
                // It ended between two looks.
            }
        }
    }

    private static long ResidentBytesOrNone(int id)
    {
        try
        {
            return ResidentBytes(id);
        }
        catch (IOException)
        {
            return 0; // It ended between two looks.
        }
    }

    /// <summary>The second number of statm, in pages: read ten times a second, so without a Process that reads all there is.</summary>
    private static long ResidentBytes(int id)
    {
        string text = File.ReadAllText($"/proc/{id}/statm");
        int first = text.IndexOf(' ', StringComparison.Ordinal) + 1;
        int second = text.IndexOf(' ', first);
        return long.Parse(text.AsSpan(first, second - first), CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}
