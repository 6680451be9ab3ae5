using AudioSampler.Audio;
using AudioSampler.Conformance;

if (args is not [string folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("name the folder of a plugin, the one with plugin.json in it");
    return 2;
}

var report = new Report(Console.Out);
try
{
    await new ConformanceRun(Path.GetFullPath(folder), report).RunAsync();
}
catch (FfmpegMissingException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

report.Conclude();

// An analyzer that did not stop must not keep the kit from ending.
Environment.Exit(report.Failed == 0 ? 0 : 1);
return 0;
