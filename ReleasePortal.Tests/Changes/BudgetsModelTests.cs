using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Changes;

/// <summary>
/// Random changes under random limits: whatever they are, no budget is exceeded by them, and what was refused for a budget would
/// have exceeded it. What there is is counted here from the rows themselves.
/// </summary>
public sealed class BudgetsModelTests() : DeskTests(postgres: null)
{
    private static readonly string[] Owners = ["Team Storefront", "Team Checkout", ""];
    private const int LeastLives = 6, MostLives = 60;

    private static readonly string[] Controls = ["a", "b", "c", "d", "e"];
    private static readonly string[] Groups = ["g", "h", "i"];

    private static Gen<Change> Changes => Gen.OneOf(
        from key in Gen.Elements(Controls)
        from owner in Gen.Elements(Owners)
        from isFlag in Gen.Elements(true, false)
        select (Change)(isFlag
            ? new CreateControl(key, ControlKind.Flag, Given.FlagDetails(key) with { Owner = owner }, ValueType.String, Given.Classic)
            : new CreateControl(key, ControlKind.Toggle, Given.Details(key) with { Owner = owner })),
        from key in Gen.Elements(Controls)
        from owner in Gen.Elements(Owners)
        from variants in Gen.Choose(2, 4)
        from isLasting in Gen.Elements(true, false)
        select (Change)new EditControl(key, (isLasting ? Given.LongLivedDetails(key) : Given.Details(key)) with { Owner = owner, Variants = Variants(variants) }),
        from key in Gen.Elements(Controls)
        from change in Gen.Elements<Change>(new HandOver(key), new TakeBack(key), new Retire(key, NoCodeAsks: true), new RestoreControl(key))
        select change,
        from key in Gen.Elements(Controls)
        from groups in Gen.SubListOf(Groups)
        from place in Gen.Elements(Given.Production, Given.Staging)
        from variant in Gen.Elements(Variant.On, Given.Classic)
        select (Change)new ReleaseToGroups(key, place, [.. groups.Select(name => new GroupRule(name, Serving.Of(variant)))]),
        from key in Gen.Elements(Controls)
        from place in Gen.Elements(Given.Production, Given.Staging)
        from change in Gen.Elements<Change>(new Withdraw(key, place), new ReleaseControlToEveryone(key, place))
        select change,
        from key in Gen.Elements(Groups)
        from conditions in Gen.Choose(0, 4)
        from change in Gen.Elements<Change>(
            new DefineGroup(key, GroupOf(conditions)), new EditGroup(key, GroupOf(conditions)), new RemoveGroup(key))
        select change);

    private static Gen<(BudgetLimits Limits, IReadOnlyList<IReadOnlyList<Change>> Sets)> Lives =>
        from all in Gen.Choose(1, 4)
        from owner in Gen.Choose(1, 2)
        from variants in Gen.Choose(2, 3)
        from conditions in Gen.Choose(1, 3)
        from groups in Gen.Choose(1, 3)
        from open in Gen.Choose(1, 2)
        from sets in Gen.OneOf(Changes.ListOf(1), Changes.ListOf(2)).Select(set => (IReadOnlyList<Change>)[.. set]).ListOf(60)
        select (new BudgetLimits(all, owner, variants, conditions, groups, open), (IReadOnlyList<IReadOnlyList<Change>>)[.. sets]);

    [Fact]
    public async Task RandomChanges_NeverExceedABudget()
    {
        var (lives, done, refused) = (0, 0, 0);
        foreach (var (limits, sets) in Lives.Sample(MostLives))
        {
            if (++lives > LeastLives && done >= 20 && refused >= 10)
                break; // some lives stay far from every limit: it takes more of them until both have happened

            // What the life before left may be beyond these limits, and must not become more.
            await Portal.TryAsync(Administrator, new SetBudgets(limits));
            var before = await CountAsync();
            foreach (var set in sets)
            {
                var result = await Portal.TryAsync(Engineer, set, "why");
                var after = await CountAsync();
                Assert.All(after, line => Assert.True(
                    line.Value <= Math.Max(limits.Of(line.Key.Budget) ?? int.MaxValue, before.GetValueOrDefault(line.Key)),
                    $"{line.Key} became {line.Value} of {limits.Of(line.Key.Budget)} by {string.Join(" and ", set)}"));
                if (result.Refusal is BudgetExceeded exceeded)
                {
                    refused++;
                    Assert.True(exceeded.Count > exceeded.Limit);
                    Assert.Equal(before, after);
                }

                done += result.IsSuccess ? 1 : 0;
                before = after;
            }
        }

        Assert.InRange(done, 20, int.MaxValue);
        Assert.InRange(refused, 10, int.MaxValue);
    }

    // Counted in another way than the portal does: from the columns, each budget by a rule of its own.
    private async Task<Dictionary<BudgetLine, int>> CountAsync()
    {
        var controls = await Portal.ReadAsync(database => database.Controls.AsNoTracking().Include(control => control.States).Where(control => control.RetiredAt == null).ToListAsync());
        var groups = await Portal.ReadAsync(database => database.Groups.AsNoTracking().ToListAsync());
        var temporary = controls.FindAll(control => control.RemoveBy is not null);
        var counts = new Dictionary<BudgetLine, int> { [new(Budget.ActiveControls)] = temporary.Count, [new(Budget.Groups)] = groups.Count };
        foreach (var owner in Owners)
            counts[new(Budget.ControlsPerOwner, owner)] = temporary.Count(control => control.Owner == owner);
        foreach (var flag in controls.Where(control => control.Kind is ControlKind.Flag))
            counts[new(Budget.VariantsPerFlag, flag.Key)] = flag.Variants.Count;
        foreach (var group in groups)
        {
            counts[new(Budget.ConditionsPerGroup, group.Key)] = group.Conditions.Count;
            foreach (var purpose in Enum.GetValues<Purpose>())
            {
                foreach (var on in new[] { Given.Production, Given.Staging })
                {
                    counts[new(Budget.OpenToOneGroup, group.Key, on, purpose)] = controls.Count(
                        control => control.Purpose == purpose && control.StateOn(on).Groups.Any(rule => rule.Group == group.Key));
                }
            }
        }

        return counts;
    }

    private static IReadOnlyList<Variant> Variants(int count) =>
        [.. Given.FlagDetails().Variants.Append(new Variant("quick", "Quick checkout", "\"quick\"")).Take(count)];

    private static GroupDetails GroupOf(int conditions) => Given.GroupDetails() with
    {
        Conditions = [.. Enumerable.Range(0, conditions).Select(index => new Condition($"attribute-{index}", ConditionOperator.Equals, ["x"]))],
    };
}
