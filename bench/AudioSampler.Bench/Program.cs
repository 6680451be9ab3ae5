using AudioSampler.Bench;

// One line a command; each lives in a file of its own and returns the exit code.
var commands = new Dictionary<string, (string Purpose, Func<string[], int> Run)>(StringComparer.Ordinal)
{
    ["analysis"] = ("whole analysis against decoding alone: analysis [--program AIS] [FILE [ROUNDS]]", AnalysisCommand.Run),
    ["memory"] = ("peak memory of whole analyses: memory [--program AIS] [FILE...]", MemoryCommand.Run),
    ["isolation"] = ("worker processes against one process: isolation [--program AIS] [ROUNDS]", IsolationCommand.Run),
    ["serve"] = ("start of the server with 10,000 files: serve [--program AIS]", ServeCommand.Run),
    ["catalogue"] = ("searches and changes with 100,000 files and 1,000,000 regions: catalogue", CatalogueCommand.Run),
    ["clients"] = (
        "fifty at a server with 1,000,000 regions, while sounds are analysed: clients [--program AIS] FOLDER [SECONDS]",
        ClientsCommand.Run
    ),
    ["page"] = ("the page in Chromium, against a server that runs: page ADDRESS [QUERY OF A LONG FILE]", PageCommand.Run),
    ["meters"] = ("CPU time of the stages of the decode pass: meters [SECONDS]", MetersCommand.Run),
    ["fft"] = ("real FFT against FFTW 3, if that is installed: fft [LENGTH [ROUNDS]]", FftCommand.Run),
    ["decode"] = ("CPU time of the decoding pass against FFmpeg alone: decode FILE [network]", DecodeCommand.Run),
    ["network"] = ("log-mel front end and a tagging network: network [MODEL]", NetworkCommand.Run),
    ["spectral"] = ("each step of the spectral analysis of a frame", SpectralCommand.Run),
};

if (args.Length > 0 && commands.TryGetValue(args[0], out var command))
{
    return command.Run(args[1..]);
}

foreach ((string name, (string purpose, _)) in commands)
{
    Console.Error.WriteLine($"{name, -10} {purpose}");
}

return 2;
