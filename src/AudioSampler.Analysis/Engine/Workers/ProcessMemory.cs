using System.Diagnostics;
using System.Globalization;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Memory that a process holds.</summary>
internal static class ProcessMemory
{
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

            // The second number of statm, in pages: read ten times a second for each worker, so without a Process that reads all there is.
            string text = File.ReadAllText($"/proc/{process.Id}/statm");
            int first = text.IndexOf(' ', StringComparison.Ordinal) + 1;
            int second = text.IndexOf(' ', first);
            return long.Parse(text.AsSpan(first, second - first), CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or FormatException or ArgumentException)
        {
            return 0; // It ended between two looks.
        }
    }
}
