using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>The table of design.md, section 5, against the desk: every change × every role × both purposes.</summary>
public abstract class AccessAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly Guid APersonsId = Guid.CreateVersion7();
    private static readonly CreateKey AKey = Given.AKeyToCreate();

    private Guid _freeze;

    public static TheoryData<Role?> Roles => [.. AccessTable.Roles.Select(role => new TheoryDataRow<Role?>(role))];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryChange_OfAControl_IsAnsweredAsTheTableSays(Role? role)
    {
        var actor = await PrepareAsync(role);
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            foreach (var change in ChangesOf(ExistingKey(purpose)))
            {
                var expected = AccessTable.Answer(role, change.GetType(), change is CreateControl ? Purpose.Operational : purpose);

                Assert.Equal((change, purpose, expected), (change, purpose, await AnswerAsync(actor, change)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryChange_OfAnythingElse_IsAnsweredAsTheTableSays(Role? role)
    {
        var actor = await PrepareAsync(role);
        foreach (var change in ChangesOfAnythingElse())
            Assert.Equal((change, AccessTable.Answer(role, change.GetType(), purpose: null)), (change, await AnswerAsync(actor, change)));
    }

    /// <summary>Whoever may not see a control cannot tell it from one that does not exist, whatever they try.</summary>
    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryChange_OfAnInvisibleControl_IsAnsweredAsOfAnUnknownOne(Role? role)
    {
        var actor = await PrepareAsync(role);
        if (AccessTable.Allows(role, Operation.SeeControl, Purpose.Operational))
            return;

        var unknown = ChangesOf("no-such-thing-at-all").Where(change => change is not CreateControl).ToList();
        var invisible = ChangesOf(ExistingKey(Purpose.Operational)).Where(change => change is not CreateControl).ToList();
        for (var index = 0; index < unknown.Count; index++)
        {
            var aboutUnknown = (await Portal.TryAsync(actor, unknown[index], reason: "why")).Refusal!;
            var aboutInvisible = (await Portal.TryAsync(actor, invisible[index], reason: "why")).Refusal!;

            Assert.Equal(Anonymous(aboutUnknown, "no-such-thing-at-all"), Anonymous(aboutInvisible, ExistingKey(Purpose.Operational)));
            Assert.Equal(aboutUnknown.Message.ToString(), aboutInvisible.Message.ToString());
        }
    }

    /// <summary>What may never be done is refused alike whether the thing exists or not.</summary>
    [Fact]
    public async Task WhatARoleMayNeverDo_IsAnsweredAlikeForWhatExistsAndWhatDoesNot()
    {
        await PrepareAsync(Role.Marketing);

        Assert.Equal(
            (await Portal.TryAsync(Marketing, new RemoveGroup("no-such-group"))).Refusal,
            (await Portal.TryAsync(Marketing, new RemoveGroup("a-group"))).Refusal);
        Assert.Equal(
            (await Portal.TryAsync(Marketing, new RevokeKey(Guid.CreateVersion7()))).Refusal,
            (await Portal.TryAsync(Marketing, new RevokeKey(AKey.KeyId))).Refusal);
        Assert.Equal(
            (await Portal.TryAsync(Marketing, new DisablePerson(Guid.CreateVersion7()))).Refusal,
            (await Portal.TryAsync(Marketing, new DisablePerson(APersonsId))).Refusal);
    }

    private static string ExistingKey(Purpose purpose) => $"a-{purpose}-control".ToLowerInvariant();

    private static Refusal Anonymous(Refusal refusal, string key) =>
        refusal is Unknown unknown && unknown.Key == key ? unknown with { Key = "" } : refusal;

    // A wish that a role is allowed may still be refused for what it asks: only access counts here, so that no change has to succeed.
    private static IEnumerable<Change> ChangesOf(string control) => Samples.Changes(control, id: Guid.CreateVersion7())
        .Where(change => change is ControlChange)
        .Select(change => change is CreateControl create ? create with { Control = control + "-new" } : change);

    private IEnumerable<Change> ChangesOfAnythingElse() => Samples.Changes(id: APersonsId).Where(change => change is not (ControlChange or LaunchChange)).Select(change => change switch
    {
        EditGroup edit => edit with { Group = "a-group" },
        RemoveGroup remove => remove with { Group = "a-group" },
        EditConfiguration edit => edit with { Configuration = "a-configuration" },
        RemoveConfiguration remove => remove with { Configuration = "a-configuration" },
        EditEnvironment edit => edit with { Key = Given.Staging },
        RotateKey rotate => rotate with { KeyId = AKey.KeyId, SecretHash = Given.AKeyToCreate().SecretHash },
        RevokeKey => new RevokeKey(AKey.KeyId),
        CreateKey create => create with { KeyId = Guid.CreateVersion7(), SecretHash = Given.AKeyToCreate().SecretHash },
        EditFreeze edit => edit with { Freeze = _freeze, On = Given.Development },
        LiftFreeze lift => lift with { Freeze = _freeze, On = Given.Development },
        AddPerson add => add with { Person = Guid.CreateVersion7() },
        ConfirmAccessReview review => review with { Person = Administrator.Id },
        _ => change,
    });

    private async Task<Actor> PrepareAsync(Role? role)
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
            await Portal.AToggleAsync(purpose, ExistingKey(purpose), $"The {purpose} control");
        await Portal.AGroupAsync("a-group", "A group");
        await Portal.ApplyAsync(Administrator, AKey);
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("a-configuration", Given.AConfiguration()));
        _freeze = (await Portal.ApplyAsync(Administrator, new DefineFreeze(Given.Development, Given.FreezeDetails()))).Entries[0].SubjectId;
        await Portal.AddPersonAsync(Actor.Person(APersonsId, "Some person"));
        return role switch
        {
            Role.Marketing => Marketing,
            Role.Engineer => Engineer,
            Role.Auditor => Auditor,
            Role.Administrator => Administrator,
            _ => Given.SomebodyWithoutARole,
        };
    }

    private async Task<DeskAnswer> AnswerAsync(Actor actor, Change change) => (await Portal.TryAsync(actor, change, reason: "why")).Refusal switch
    {
        Unknown => DeskAnswer.Unknown,
        // What is another person's own is refused to those who may change their own.
        NotAllowed when change is not (ChangeOwnPassword or MakeCalendarAddress or RemoveCalendarAddress) => DeskAnswer.NotAllowed,
        _ => DeskAnswer.Done,
    };
}

public sealed class AccessAtTheDeskOnSqliteTests() : AccessAtTheDeskTests(postgres: null);

public sealed class AccessAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : AccessAtTheDeskTests(postgres);
