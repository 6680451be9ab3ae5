using Xunit.Runner.InProc.SystemConsole;

namespace AudioSampler.Catalog.Tests;

/// <summary>Runs the tests, or as a child of theirs one of <see cref="ChildPrograms"/>.</summary>
internal static class Program
{
    public const string ChildArgument = "--child";

    public static async Task<int> Main(string[] args)
    {
        if (args is [ChildArgument, var name, var data])
        {
            await ChildPrograms.RunAsync(name, data);
            return 0;
        }

        return await ConsoleRunner.Run(args);
    }
}
