using ReleasePortal.Domain.Controls;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Http.Evaluation.Clients;

/// <summary>The portal of <see cref="EvaluationPortal"/> on a free port, with business controls of every type that browsers may see.</summary>
public sealed class ClientsPortal : IAsyncLifetime
{
    /// <summary>A flag with whole numbers, released to everyone.</summary>
    public const string Whole = "free-returns-days";

    /// <summary>A flag with numbers, released to everyone.</summary>
    public const string Number = "discount-rate";

    /// <summary>A flag with texts, released to everyone.</summary>
    public const string Text = "headline";

    /// <summary>A flag with objects, released to everyone.</summary>
    public const string Structure = "checkout-fields";

    /// <summary>A toggle that is open to Ann, and to everyone on the plan "pro".</summary>
    public const string ToGroup = "loyalty-club";

    public EvaluationPortal Portal { get; } = new();

    public string Address => Portal.ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        Portal.With("urls", "");
        Portal.UseKestrel(0);
        Portal.StartServer();
        await Portal.InitializeAsync();
        await AddFlagAsync(Whole, ValueType.Number, "14", "30");
        await AddFlagAsync(Number, ValueType.Number, "0", "0.125");
        await AddFlagAsync(Text, ValueType.String, "\"Welcome\"", "\"Grüße, “Ann” 🚀\"");
        await AddFlagAsync(Structure, ValueType.Object, "{}", """{"fields":["name","city"],"steps":{"count":2}}""");
        await AddToggleAsync(ToGroup);
        await Portal.ChangeAsync(new ReleaseToGroups(ToGroup, "production", [new GroupRule("early-access", Serving.Of(Variant.On))]));
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>Adds a toggle in the hands of the business that browsers may see; it is closed.</summary>
    public Task AddToggleAsync(string key) => AddAsync(new CreateControl(key, ControlKind.Toggle, Details));

    private async Task AddFlagAsync(string key, ValueType type, string off, string on)
    {
        var details = Details with { Variants = [new Variant("before", "Before", off), new Variant("after", "After", on)] };
        await AddAsync(new CreateControl(key, ControlKind.Flag, details, type, "before"));
        await Portal.ChangeAsync(new ReleaseControlToEveryone(key, "production", "after"));
    }

    private Task AddAsync(CreateControl control) => Portal.ChangeAsync(
        control,
        new HandOver(control.Control),
        new EditControl(control.Control, control.Details with { SeenByBrowsers = true }));

    private static ControlDetails Details => new() { Name = "Feature", RemoveBy = new DateOnly(2099, 12, 31) };
}
