using System.Globalization;
using System.Security.Cryptography;
using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;
using AudioSampler.Training.Kinds;
using AudioSampler.Training.Tagging;

// The recipe stands in training/kinds/README.md.
switch (args)
{
    case ["kinds", "material", var shared, var work]:
        Material.Make(shared, work);
        return 0;

    case ["kinds", "examples", var work, var variations]:
        (List<Example> regions, List<Example> windows) = Examples.Make(
            Material.Read(work),
            int.Parse(variations, CultureInfo.InvariantCulture)
        );
        ExampleFile.Write(Path.Combine(work, "regions.bin"), regions);
        ExampleFile.Write(Path.Combine(work, "windows.bin"), windows);
        return 0;

    case ["kinds", "train", var work, var models]:
        SoundKind[] content = [SoundKind.Music, SoundKind.Speech, SoundKind.Singing, SoundKind.Environment];
        var ofRegions = new KindTraining([.. content, SoundKind.Percussion, SoundKind.Note], kind => kind, hidden: 48, epochs: 24);
        var ofWindows = new KindTraining([.. content], kind => content.Contains(kind) ? kind : SoundKind.Music, hidden: 48, epochs: 20);
        Console.WriteLine("##### kinds of regions");
        Save(models, "kinds.aisn", ofRegions.Train(ExampleFile.Read(Path.Combine(work, "regions.bin"))));
        Console.WriteLine("##### content of windows");
        Save(models, "content.aisn", ofWindows.Train(ExampleFile.Read(Path.Combine(work, "windows.bin"))));
        return 0;

    case ["tagging", "pool", var work, var model, var models, .. var rest] when rest is [] or ["heads"]:
        // A teacher's checkpoint folder makes the windows too; the embedded tagger, and with "heads" a teacher, only what heads are trained on.
        ModelFile file = new ModelStore(Path.Combine(work, "models"), [models]).Resolve(model);
        using (Tagger tagger = TaggerLoader.Open(file))
        using (var pool = new TaggingPool(work, tagger, windows: file.OnnxPath is not null && rest is []))
        {
            pool.Make();
        }

        return 0;

    default:
        Console.Error.WriteLine(
            "usage: kinds material SHARED WORK | kinds examples WORK VARIATIONS | kinds train WORK MODELS | tagging pool WORK MODEL CHECKPOINTS [heads]"
        );
        return 64;
}

static void Save(string models, string name, DenseNetwork network)
{
    byte[] bytes = DenseNetworkFile.Write(network);
    File.WriteAllBytes(Path.Combine(models, name), bytes);
    string sums = Path.Combine(models, "SHA256SUMS");
    IEnumerable<string> others = File.ReadAllLines(sums).Where(line => !line.EndsWith("  " + name, StringComparison.Ordinal));
    File.WriteAllLines(
        sums,
        [.. others.Append($"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {name}").OrderBy(l => l[64..], StringComparer.Ordinal)]
    );
}
