using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Benchmarks;

/// <summary>
/// One answer in an environment of 1,000 controls. The aim (issue 2): under 1 µs and no allocation for a static control;
/// at most 500 ns for a group rule or a split.
/// </summary>
[MemoryDiagnoser]
public class EvaluatorBenchmarks
{
    private static readonly Circumstances Circumstances = new(
        Actor.Person(Guid.CreateVersion7(), "Eve", Role.Engineer),
        new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero),
        Guid.CreateVersion7(),
        "Production",
        new Dictionary<string, string> { ["early-access"] = "Early access", ["new-app"] = "New app" });

    private static readonly byte[] Body = """
        {"targetingKey":"c56a4180-65aa-42ec-a945-5fd21dec0538","country":"at","age":34,"plan":"pro","appVersion":"4.2.0"}
        """u8.ToArray();

    private readonly EnvironmentState _state = Compile();

    private readonly UserContext _user = new("c56a4180-65aa-42ec-a945-5fd21dec0538", new Dictionary<string, AttributeValue>
    {
        ["country"] = "at",
        ["age"] = 34,
        ["plan"] = "pro",
        ["appVersion"] = "4.2.0",
    });

    [Benchmark(Baseline = true)]
    public bool Everyone() => _state.Evaluate("control-500", _user, out _);

    [Benchmark]
    public bool Closed() => _state.Evaluate("control-501", _user, out _);

    [Benchmark]
    public bool Group() => _state.Evaluate("control-502", _user, out _);

    [Benchmark]
    public bool GroupByVersion() => _state.Evaluate("control-503", _user, out _);

    [Benchmark]
    public bool Share() => _state.Evaluate("control-504", _user, out _);

    [Benchmark]
    public bool Split() => _state.Evaluate("control-505", _user, out _);

    [Benchmark]
    public bool Unknown() => _state.Evaluate("no-such-control", _user, out _);

    [Benchmark]
    public int AllThousand()
    {
        var served = 0;
        foreach (var control in _state.Controls)
            served += control.For(_user).Error is AnswerError.None ? 1 : 0;
        return served;
    }

    [Benchmark]
    public bool ReadContext()
    {
        var reader = new Utf8JsonReader(Body);
        reader.Read();
        return UserContext.TryRead(ref reader, out _);
    }

    [Benchmark]
    public EnvironmentState CompileThousand() => Compile();

    [Benchmark]
    public EnvironmentState CompileThousandAgain() => EnvironmentState.Compile("production", "r2", Controls, Groups, _state);

    private static EnvironmentState Compile() => EnvironmentState.Compile("production", "r1", Controls, Groups);

    private static readonly AudienceGroup[] Groups =
    [
        Group("early-access", new()
        {
            Name = "Early access",
            Members = [.. Enumerable.Range(0, 1_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"member-{number}"))],
            Conditions =
            [
                new("country", ConditionOperator.In, ["at", "de", "ch"]),
                new("age", ConditionOperator.GreaterOrEqual, [18]),
                new("plan", ConditionOperator.Equals, ["pro"]),
            ],
        }),
        Group("new-app", new() { Name = "New app", Conditions = [new("appVersion", ConditionOperator.VersionGreaterOrEqual, ["4.0.0"])] }),
    ];

    private static readonly ReleaseControl[] Controls = [.. Enumerable.Range(0, 1_000).Select(Control)];

    private static ReleaseControl Control(int number)
    {
        var control = ReleaseControl.Create(
            Guid.CreateVersion7(), string.Create(CultureInfo.InvariantCulture, $"control-{number}"), ControlKind.Flag, ValueType.String, "off",
            new ControlDetails
            {
                Name = "Feature",
                RemoveBy = new DateOnly(2026, 12, 31),
                Variants = [new("off", "Off", "\"off\""), new("a", "A", "\"a\""), new("b", "B", "\"b\"")],
            },
            Circumstances).Value!;
        _ = (number % 6) switch
        {
            2 => control.ReleaseToEveryone("production", "a", null, null, Circumstances),
            3 => control.Withdraw("production", null, Circumstances),
            4 => control.ReleaseToGroups("production", [new("early-access", Serving.Of("a"))], null, Circumstances),
            5 => control.ReleaseToGroups("production", [new("new-app", Serving.Of("a"))], null, Circumstances),
            0 => control.ReleaseToEveryone("production", "a", 1_000, null, Circumstances),
            _ => control.ServeSplit("production", [new("a", 50), new("b", 50)], null, null, Circumstances),
        };
        return control;
    }

    private static AudienceGroup Group(string key, GroupDetails details) =>
        AudienceGroup.Define(Guid.CreateVersion7(), key, details, Circumstances).Value!;
}
