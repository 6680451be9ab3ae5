namespace AudioSampler.Testing;

/// <summary>The program that tests run as a process of its own.</summary>
public static class BuiltProgram
{
    /// <summary>Name of the variable by which <c>./test</c> gives the program as the launcher built it, compiled beforehand: that is what people run, and it starts sooner.</summary>
    public const string Variable = "AIS_TEST_PROGRAM";

    /// <summary>Absolute path: the one given, else that of the program built with the tests.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ais.exe" : "ais");
}
