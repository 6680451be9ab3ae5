using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Loads a .NET assembly and makes its analyzers, each held against what was declared of it.</summary>
internal sealed class AssemblyPluginFactory : IPluginFactory
{
    private static readonly MethodInfo s_register = typeof(AssemblyPluginFactory).GetMethod(
        nameof(Register),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <inheritdoc/>
    public IReadOnlyList<RegisteredAnalyzer> Make(InstalledPlugin plugin, ImmutableArray<AnalyzerDescriptor> analyzers, AnalyzerGraph graph)
    {
        string? fault = PluginFiles.FaultOf(plugin.Folder, plugin.Manifest.Assembly!, out string? path) ?? AssemblyFile.FaultOf(path!);
        if (fault is not null)
        {
            return [.. analyzers.Select(a => new BrokenAnalyzer(a, fault))];
        }

        Assembly assembly = new PluginLoadContext(plugin.Manifest.Name, path!).LoadFromAssemblyPath(path!);
        ILookup<string, Type> byRecord = AnalyzerTypes(assembly).ToLookup(type => ResultOf(type).Name, StringComparer.Ordinal);
        JsonSerializerOptions json = PluginJson.Create();
        return [.. analyzers.Select(declared => Make(plugin, declared, [.. byRecord[declared.Produces]], graph, json))];
    }

    private static RegisteredAnalyzer Make(
        InstalledPlugin plugin,
        AnalyzerDescriptor declared,
        Type[] types,
        AnalyzerGraph graph,
        JsonSerializerOptions json
    )
    {
        if (types is not [Type type])
        {
            return new BrokenAnalyzer(
                declared,
                types.Length == 0
                    ? $"{plugin.Manifest.Assembly} has no public class with a public parameterless constructor that implements IAnalyzer<{declared.Produces}>"
                    : $"{plugin.Manifest.Assembly} has {types.Length} classes that implement IAnalyzer<{declared.Produces}>: leave one of them"
            );
        }

        JsonSchemaOfResult schema;
        try
        {
            schema = SchemaFile.Open(plugin, declared.Name);
        }
        catch (InvalidDataException exception)
        {
            return new BrokenAnalyzer(declared, exception.Message);
        }

        try
        {
            var analyzer = (IAnalyzer)Activator.CreateInstance(type)!;
            return DeclarationCheck.FaultOf(analyzer.Info, ResultOf(type), declared, graph) is { } difference
                ? new BrokenAnalyzer(declared, difference)
                : (RegisteredAnalyzer)s_register.MakeGenericMethod(ResultOf(type)).Invoke(null, [analyzer, declared, json, schema])!;
        }
#pragma warning disable CA1031 // A wall: a constructor of a plugin that throws costs that analyzer and no other.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Exception cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return new BrokenAnalyzer(declared, $"{type.FullName} can't be made: {RegisteredAnalyzer.OneLine(cause)}");
        }
    }

    private static RegisteredAnalyzer Register<TResult>(
        IAnalyzer<TResult> analyzer,
        AnalyzerDescriptor declared,
        JsonSerializerOptions json,
        IResultSchema schema
    )
        where TResult : class =>
        RegisteredAnalyzer.Of(analyzer, (JsonTypeInfo<TResult>)json.GetTypeInfo(typeof(TResult)), declared, schema);

    private static IEnumerable<Type> AnalyzerTypes(Assembly assembly)
    {
        try
        {
            return assembly
                .GetExportedTypes()
                .Where(type =>
                    type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                    && type.GetConstructor(Type.EmptyTypes) is not null
                    && Contracts(type).Length == 1
                );
        }
        catch (ReflectionTypeLoadException exception)
        {
            throw exception.LoaderExceptions.FirstOrDefault(e => e is not null) ?? exception;
        }
    }

    private static Type ResultOf(Type analyzer) => Contracts(analyzer)[0].GetGenericArguments()[0];

    private static Type[] Contracts(Type type) =>
        [.. type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAnalyzer<>))];
}
