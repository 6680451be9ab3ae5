namespace AudioSampler.Bench;

/// <summary>The program as the launcher builds and starts it.</summary>
internal static class BuiltProgram
{
    /// <summary>Takes <c>--program PATH</c> out of the arguments; without it, the launcher's newest build.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Take(ref string[] args)
    {
        int at = Array.IndexOf(args, "--program");
        string path = Path.Combine(Checkout.Root, "artifacts", "ais", "current", "ais");
        if (at >= 0 && at + 1 < args.Length)
        {
            path = Path.GetFullPath(args[at + 1]);
            args = [.. args[..at], .. args[(at + 2)..]];
        }

        return File.Exists(path) ? path : throw new InvalidOperationException($"there is no {path}: run ./ais --version first");
    }

    /// <summary>The settings that the launcher gives it.</summary>
    public static Dictionary<string, string> Environment(string program)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["AIS_HOME"] = Checkout.Root };
        string complete = Path.Combine(Path.GetDirectoryName(program)!, "complete");
        if (File.Exists(complete))
        {
            settings["DOTNET_ROOT"] = File.ReadAllText(complete).Trim();
        }

        return settings;
    }
}
