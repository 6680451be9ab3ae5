using System.CommandLine;
using System.Globalization;
using AudioSampler.Catalog;
using AudioSampler.Cli.Output;
using AudioSampler.Inference;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;
using Spectre.Console;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais models</c>: the networks that can hear labels: list, pull, import, remove, test.</summary>
internal static class ModelsCommand
{
    private const double Megabyte = 1e6;
    private static readonly TimeSpan s_timeToConnect = TimeSpan.FromSeconds(10);

    /// <summary>Makes the command.</summary>
    public static Command Create() =>
        new("models", "The networks that hear labels: list, pull, import, remove and test them")
        {
            List(),
            Pull(),
            Import(),
            Remove(),
            Test(),
        };

    private static Command List()
    {
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("list", "List the models that are here and those that can be pulled") { data };
        command.SetAction(parsed =>
        {
            ModelStore store = Store(parsed, data);
            IReadOnlyDictionary<string, string> installed = store.Installed();
            var table = new Table().AddColumns("model", "size", "licence", "publisher", "where");
            table.AddRow(Tagger.EmbeddedName, "part of the program", "Apache-2.0", "this project", "here");
            foreach (KnownModel model in KnownModels.All)
            {
                table.AddRow(
                    Markup.Escape(model.Name),
                    $"{model.Megabytes.ToString("0.#", CultureInfo.InvariantCulture)} MB",
                    model.Licence,
                    Markup.Escape(model.Publisher),
                    Markup.Escape(installed.GetValueOrDefault(model.Name) ?? $"ais models pull {model.Name}")
                );
            }

            foreach ((string name, string path) in installed.Where(i => KnownModels.Find(i.Key) is null))
            {
                string size = $"{(new FileInfo(path).Length / Megabyte).ToString("0.#", CultureInfo.InvariantCulture)} MB";
                table.AddRow(Markup.Escape(name), size, "not known", "imported", Markup.Escape(path));
            }

            AnsiConsole.Write(table);
            AnsiConsole.WriteLine($"auto takes {store.Resolve(ModelStore.Auto, Console.Error.WriteLine).Name}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Pull()
    {
        Argument<string> name = Name("Model to fetch, as 'ais models list' names it");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("pull", "Fetch a model from its publisher") { name, data, quiet };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                KnownModel model =
                    KnownModels.Find(parsed.GetRequiredValue(name))
                    ?? throw new ModelException(
                        parsed.GetRequiredValue(name),
                        "there is no such model: 'ais models list' names those that there are"
                    );
                if (!parsed.GetValue(quiet))
                {
                    await Console.Error.WriteLineAsync(
                        $"{model.Name}: {model.Megabytes.ToString("0.#", CultureInfo.InvariantCulture)} MB from {model.Source.Host}, {model.Licence}, {model.Publisher}"
                    );
                }

                // A download may take as long as it likes, finding the publisher not.
                using var handler = new SocketsHttpHandler { ConnectTimeout = s_timeToConnect };
                using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
                Progress? progress = parsed.GetValue(quiet) || Console.IsErrorRedirected ? null : new Progress();
                string path = await new ModelDownload(Store(parsed, data), http).PullAsync(model, progress, cancellationToken);
                await Console.Error.WriteLineAsync($"{model.Name} is here: {path}");
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static Command Import()
    {
        Argument<FileInfo> file = new("FILE") { Description = "A PyTorch checkpoint of EfficientAT MN or PaSST" };
        Option<string?> name = new("--name") { Description = "Name to give it (default: by its file name)", HelpName = "NAME" };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("import", "Take a checkpoint from a file") { file, name, data };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var http = new HttpClient();
                string path = parsed.GetRequiredValue(file).FullName;
                ModelFile model = new ModelDownload(Store(parsed, data), http).Import(path, parsed.GetValue(name), cancellationToken);
                await Console.Error.WriteLineAsync($"{model.Name} is here: use it with --model {model.Name}");
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static Command Remove()
    {
        Argument<string> name = Name("Model to remove");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("remove", "Remove a model from the data folder") { name, data };
        command.SetAction(parsed =>
        {
            using var http = new HttpClient();
            string model = parsed.GetRequiredValue(name);
            bool removed = new ModelDownload(Store(parsed, data), http).Remove(model);
            Console.Error.WriteLine(removed ? $"{model} is removed" : $"{ShownPath(model)} is not in the data folder: nothing is removed");
            return removed ? ExitCode.Ok : ExitCode.NothingMatched;
        });
        return command;
    }

    private static Command Test()
    {
        Argument<string> name = Name("Model to test; auto for the one that is used");
        name.DefaultValueFactory = _ => ModelStore.Auto;
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("test", "Open a model, let it hear a second of noise, and say what came of it") { name, data };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                ModelFile file = Store(parsed, data).Resolve(parsed.GetRequiredValue(name), Console.Error.WriteLine, cancellationToken);
                using Tagger tagger = TaggerLoader.Open(file);
                (string label, double score) = ModelTrial.Run(tagger, cancellationToken);
                await Console.Out.WriteLineAsync(
                    $"{tagger.Name}: {tagger.Profile.Labels.Length} labels, embedding of {tagger.Network.EmbeddingSize}, works; of a second of noise it says {label} ({score.ToString("0.00", CultureInfo.InvariantCulture)})"
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static string ShownPath(string name) => Audio.ShownPath.Of(name);

    private static Argument<string> Name(string description) => new("NAME") { Description = description };

    private static ModelStore Store(ParseResult parsed, Option<DirectoryInfo?> data) =>
        ModelStore.Of(DataFolder.Locate(parsed.GetValue(data)?.FullName).Path);

    /// <summary>A line that is written over as the bytes come in, not more often than an eye can follow.</summary>
    private sealed class Progress : IProgress<(long Bytes, long? Of)>
    {
        private long _next;

        public void Report((long Bytes, long? Of) value)
        {
            const long Interval = 200;
            if (Environment.TickCount64 < _next && value.Bytes != value.Of)
            {
                return;
            }

            _next = Environment.TickCount64 + Interval;
            string all = value.Of is { } of ? $" of {of / Megabyte:0.0}" : string.Empty;
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.Bytes / Megabyte:0.0}{all} MB "));
            if (value.Bytes == value.Of)
            {
                Console.Error.WriteLine();
            }
        }
    }
}
